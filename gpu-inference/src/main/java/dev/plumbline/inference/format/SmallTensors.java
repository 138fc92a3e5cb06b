package dev.plumbline.inference.format;

import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tensor.TensorView;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Tensors that belong to the configuration rather than to the weights. */
final class SmallTensors {
    private static final long ELEMENTS_MAX = 65_536;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private SmallTensors() {}

    static List<Double> doubles(TensorView view) {
        if (view.dtype() != DType.F32 || view.elements() > ELEMENTS_MAX) {
            throw FormatException.corrupt(
                    "%s should hold a few numbers as F32, and holds %d as %s."
                            .formatted(view.name(), view.elements(), view.dtype()));
        }
        List<Double> result = new ArrayList<>();
        for (int i = 0; i < view.elements(); i++) {
            result.add((double) view.memory().getAtIndex(FLOAT, i));
        }
        return result;
    }
}
