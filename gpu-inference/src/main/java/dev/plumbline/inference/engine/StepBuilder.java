package dev.plumbline.inference.engine;

import dev.plumbline.inference.kernel.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Lays the next tokens of sequences side by side: first one for each that is generating, then
 * prompts as far as there is room.
 */
final class StepBuilder {
    private final List<Sequence> members = new ArrayList<>();
    private final List<Sequence> answering = new ArrayList<>();
    private final List<int[]> blocks = new ArrayList<>();
    private final int[] tokens;
    private final int[] positions;
    private final int[] sequences;
    private final int[] outputs;
    private final int[] lengths;
    private final int[] reaches;
    private final int[] counts;
    private int size;

    StepBuilder(List<Sequence> active, int tokensMax) {
        tokens = new int[tokensMax];
        positions = new int[tokensMax];
        sequences = new int[tokensMax];
        outputs = new int[active.size()];
        lengths = new int[active.size()];
        reaches = new int[active.size()];
        counts = new int[active.size()];
        for (Sequence sequence : active) {
            if (sequence.unread() == 0) {
                add(sequence, 1);
            }
        }
        for (Sequence sequence : active) {
            int room = tokensMax - size;
            if (sequence.unread() > 0 && room > 0) {
                add(sequence, Math.min(room, sequence.unread()));
            }
        }
    }

    private void add(Sequence sequence, int count) {
        int start = sequence.length();
        int member = members.size();
        members.add(sequence);
        blocks.add(Objects.requireNonNull(sequence.blocks()));
        for (int i = 0; i < count; i++) {
            tokens[size] = sequence.next(i);
            positions[size] = start + i;
            sequences[size++] = member;
        }
        lengths[member] = start + count;
        reaches[member] = sequence.tokensMax();
        counts[member] = count;
        if (sequence.unread() <= count) {
            outputs[answering.size()] = size - 1;
            answering.add(sequence);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    Step step() {
        return new Step(
                Arrays.copyOf(tokens, size),
                Arrays.copyOf(positions, size),
                Arrays.copyOf(sequences, size),
                blocks,
                Arrays.copyOf(lengths, members.size()),
                Arrays.copyOf(reaches, members.size()),
                Arrays.copyOf(outputs, answering.size()),
                new int[0]);
    }

    /** Sequences that get a token from this step, in the order of its outputs. */
    List<Sequence> answering() {
        return answering;
    }

    /** Records that the prompts' parts are through. */
    void done() {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).unread() > 0) {
                members.get(i).read(counts[i]);
            }
        }
    }

    List<Sequence> members() {
        return members;
    }
}
