package dev.plumbline.inference.template;

/** A value that is not there: prints as nothing, is false and empty, and fails in any other use. */
record Undefined(String hint) {

    TemplateException failure() {
        return TemplateException.undefined(hint);
    }
}
