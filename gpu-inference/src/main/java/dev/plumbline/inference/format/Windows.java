package dev.plumbline.inference.format;

import java.util.ArrayList;
import java.util.List;

/** Sliding windows per layer from a window and a period. */
final class Windows {
    private Windows() {}

    /**
     * Every {@code period}-th layer sees everything, the others the window; with period 0 all have
     * the window (0 being none).
     */
    static List<Integer> of(int layers, int window, int period) {
        List<Integer> windows = new ArrayList<>(layers);
        for (int layer = 0; layer < layers; layer++) {
            boolean full = period > 0 && (layer + 1) % period == 0;
            windows.add(full ? 0 : window);
        }
        return windows;
    }
}
