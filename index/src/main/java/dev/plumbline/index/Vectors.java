package dev.plumbline.index;

/** Vectors as the index wants them. */
final class Vectors {
    private Vectors() {}

    /**
     * The vector with length 1.
     *
     * @param owner whose it is, for the message
     * @throws IndexException VECTOR
     */
    static float[] normalised(float[] vector, int dimension, String owner) {
        if (dimension > IndexSettings.DIMENSION_MAX) {
            throw rejected(
                    owner
                            + " has "
                            + vector.length
                            + " dimensions; at most "
                            + IndexSettings.DIMENSION_MAX
                            + " are possible");
        }
        if (vector.length != dimension) {
            throw rejected(
                    owner + " has " + vector.length + " dimensions; the index has " + dimension);
        }
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!Double.isFinite(length) || length < Float.MIN_NORMAL) {
            throw rejected(owner + " is zero or not finite");
        }
        float[] unit = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    private static IndexException rejected(String message) {
        return new IndexException(IndexException.Code.VECTOR, message, null);
    }
}
