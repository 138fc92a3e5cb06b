package dev.plumbline.inference.format;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value computed when first asked for; a failure is not kept. */
public final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private volatile @Nullable T value;

    private Once(Supplier<T> source) {
        this.source = source;
    }

    /** Asks {@code source} at the first call. */
    public static <T> Supplier<T> of(Supplier<T> source) {
        return new Once<>(source);
    }

    @Override
    public T get() {
        T known = value;
        return known != null ? known : compute();
    }

    private synchronized T compute() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
