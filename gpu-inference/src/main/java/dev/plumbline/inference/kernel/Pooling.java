package dev.plumbline.inference.kernel;

/** How the vectors of a sequence become one: their mean, the first, the last. */
public enum Pooling {
    MEAN,
    FIRST,
    LAST
}
