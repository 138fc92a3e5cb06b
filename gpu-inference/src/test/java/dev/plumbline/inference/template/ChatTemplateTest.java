package dev.plumbline.inference.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.inference.SharedData;
import dev.plumbline.inference.json.Json;
import dev.plumbline.inference.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-07-26T00:00:00Z"), ZoneOffset.UTC);

    @Test
    @Tag("shared")
    void everyRenderingOfTheFixturesIsExact() throws IOException {
        Map<String, ChatTemplate> templates = new HashMap<>();
        for (JsonObject one : lines("templates.jsonl")) {
            templates.put(
                    one.text("name").orElseThrow(),
                    ChatTemplate.of(one.text("template").orElseThrow()));
        }
        List<JsonObject> cases = lines("cases.jsonl");
        assertThat(cases).isNotEmpty();
        for (JsonObject one : cases) {
            ChatTemplate template =
                    Objects.requireNonNull(templates.get(one.text("template").orElseThrow()));
            Map<String, Object> inputs = one.object("inputs").orElseThrow().values();
            if (one.text("text").isPresent()) {
                assertThat(template.render(inputs, CLOCK))
                        .as("%s, %s", one.text("template"), one.text("case"))
                        .isEqualTo(one.text("text").orElseThrow());
            } else {
                assertThatThrownBy(() -> template.render(inputs, CLOCK))
                        .as("%s, %s", one.text("template"), one.text("case"))
                        .isInstanceOf(TemplateException.class);
            }
        }
    }

    /**
     * Formats, filters, tests, macros and methods as Jinja2 3.1 renders them, with tojson being
     * json.dumps without ASCII escapes; an error is one there, too.
     */
    @Test
    void expressionsGiveWhatJinjaGives() throws IOException {
        List<String> differing = new ArrayList<>();
        try (InputStream cases =
                Objects.requireNonNull(getClass().getResourceAsStream("jinja.jsonl"))) {
            for (String line :
                    new String(cases.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                JsonObject one = Json.object("case", line);
                String source = one.text("template").orElseThrow();
                Optional<String> got = rendered(source);
                if (!got.equals(one.text("text"))) {
                    differing.add(source + " gives " + got + ", not " + one.values());
                }
            }
        }
        assertThat(differing).isEmpty();
    }

    private static Optional<String> rendered(String source) {
        try {
            return Optional.of(ChatTemplate.of(source).render(Map.of(), CLOCK));
        } catch (TemplateException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(100000000) %}x{% endfor %}",
                "{% for a in range(9999) %}{% for b in range(9999) %}{% set c = a * b %}{% endfor %}{% endfor %}",
                "{{ 'x' * 1000000000 }}",
                "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}",
                "{{ ''.__class__.__mro__[1].__subclasses__() }}",
                "{{ ''.ljust(-9000000000000000000) }}{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
                "{{ '%*d' % (99999999999, 1) }}",
                "{{ ('a ' * 9999)|wordwrap(1, wrapstring='x' * 99999) }}",
            })
    void aHostileTemplateEndsWithAnError(String source) {
        assertThatThrownBy(() -> ChatTemplate.of(source).render(Map.of(), CLOCK))
                .isInstanceOf(TemplateException.class);
    }

    /** What was written before is not counted again with every part. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(30000) %}{{ a }}some text {% endfor %}",
                "{{ range(30000)|list }}",
                "{{ range(30000)|list|tojson }}",
                "{{ range(30000)|join(', and then ') }}",
                "{{ ('some text ' * 30000).format() }}",
                "{{ ('some text\n' * 30000)|wordwrap(5) }}",
            })
    void longTextsOfManyPartsAreWithinTheLimits(String source) {
        assertThat(ChatTemplate.of(source).render(Map.of(), CLOCK)).hasSizeGreaterThan(100_000);
    }

    private static List<JsonObject> lines(String file) throws IOException {
        return Files.readAllLines(SharedData.fixture("templates", file)).stream()
                .map(line -> Json.object(file, line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
