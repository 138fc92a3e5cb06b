package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

    private static List<String> keys(String text) {
        return new Tokenizer().tokens(text).stream().map(Token::key).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,234 | 1234",
                "twenty-one | 21",
                "two hundred and five | 205",
                "1.5 million | 1500000",
                "40% | 40 percent",
                "40 per cent | forty percent",
                "second | 2nd",
                "12 km | twelve kilometres",
                "didn't go | did not go",
                "U.S. | US",
                "organised | organized",
                "French | France",
                "café | cafe"
            })
    void whatSaysTheSameHasTheSameKeys(String one, String other) {
        assertThat(keys(one)).isEqualTo(keys(other));
    }

    @ParameterizedTest
    @CsvSource({"1871,1872", "12 km,12 miles", "1990s,1990", "5 million,5 billion", "can,cannot"})
    void whatDiffersHasOtherKeys(String one, String other) {
        assertThat(keys(one)).isNotEqualTo(keys(other));
    }

    @Test
    void offsetsAreThoseOfTheText() {
        String text = "The mill’s 1,200 wheels didn't turn.";
        for (Token token : new Tokenizer().tokens(text)) {
            assertThat(text.substring(token.start(), token.end())).isEqualTo(token.text());
        }
    }
}
