package dev.plumbline.inference.json;

/** JSON's null, so that maps and lists hold no Java null. */
public enum JsonNull {
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
