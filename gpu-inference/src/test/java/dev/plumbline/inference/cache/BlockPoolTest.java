package dev.plumbline.inference.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BlockPoolTest {
    @Test
    void blocksAreNeverWithTwoOwners() {
        BlockPool pool = new BlockPool(4);
        int[] first = pool.take(17).orElseThrow();
        int[] second = pool.take(32).orElseThrow();
        assertThat(first).hasSize(2).doesNotContain(second);
        assertThat(pool.take(1)).isEmpty();
        pool.giveBack(first);
        assertThat(pool.available()).isEqualTo(2);
    }

    @Test
    void givingBackTwiceIsAnError() {
        BlockPool pool = new BlockPool(2);
        int[] blocks = pool.take(16).orElseThrow();
        pool.giveBack(blocks);
        assertThatThrownBy(() -> pool.giveBack(blocks)).isInstanceOf(IllegalStateException.class);
    }
}
