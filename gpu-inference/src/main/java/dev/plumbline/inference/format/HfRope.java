package dev.plumbline.inference.format;

import dev.plumbline.inference.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rotary settings of config.json: rope_theta with rope_scaling, or the newer rope_parameters, for
 * all layers or by kind of layer.
 */
final class HfRope {
    private final JsonObject json;
    private final double usualBase;
    private final Family family;
    private final int headDimension;

    HfRope(JsonObject json, double usualBase, Family family, int headDimension) {
        this.json = json;
        this.usualBase = usualBase;
        this.family = family;
        this.headDimension = headDimension;
    }

    Rope global() {
        if (family == Family.BERT) {
            return Rope.NONE;
        }
        JsonObject settings = settings("full_attention");
        double base =
                settings.number("rope_theta").orElse(json.number("rope_theta").orElse(usualBase));
        return new Rope(RotaryStyle.HALVES, rotated(), base, scaling(settings));
    }

    Rope local() {
        if (family != Family.GEMMA3) {
            return global();
        }
        double stated = json.number("rope_local_base_freq").orElse(10_000.0);
        double base =
                nested().flatMap(all -> all.object("sliding_attention"))
                        .map(own -> own.number("rope_theta").orElse(stated))
                        .orElse(stated);
        return new Rope(RotaryStyle.HALVES, rotated(), base, new RopeScaling.Unscaled());
    }

    private int rotated() {
        String name = "partial_rotary_factor";
        double share =
                nested().flatMap(all -> all.number(name)).or(() -> json.number(name)).orElse(1.0);
        int dimensions = (int) (headDimension * share);
        return Math.min(headDimension, Math.max(0, dimensions));
    }

    private JsonObject settings(String layerKind) {
        JsonObject all = nested().orElse(new JsonObject("rope_scaling", Map.of()));
        return all.object(layerKind).orElse(all);
    }

    private Optional<JsonObject> nested() {
        return json.object("rope_parameters").or(() -> json.object("rope_scaling"));
    }

    private RopeScaling scaling(JsonObject settings) {
        String type = settings.text("rope_type").or(() -> settings.text("type")).orElse("default");
        return switch (type) {
            case "default", "none" -> new RopeScaling.Unscaled();
            case "dynamic" -> new RopeScaling.Dynamic(dynamicReach(settings));
            case "linear" -> new RopeScaling.Linear(positive(settings, "factor"));
            case "llama3" ->
                    new RopeScaling.Llama3(
                            positive(settings, "factor"),
                            positive(settings, "low_freq_factor"),
                            positive(settings, "high_freq_factor"),
                            settings.size("original_max_position_embeddings")
                                    .orElseGet(this::context));
            case "yarn" -> yarn(settings);
            case "longrope", "su" -> longRope(settings);
            default ->
                    throw FormatException.unsupported(
                            "The rotary scaling %s is not run.".formatted(type));
        };
    }

    private RopeScaling yarn(JsonObject settings) {
        int original = settings.size("original_max_position_embeddings").orElseGet(this::context);
        double factor =
                settings.number("factor").orElse((double) context() / Math.max(1, original));
        double magnitude =
                settings.number("attention_factor")
                        .orElseGet(() -> yarnMagnitude(settings, factor));
        return new RopeScaling.Yarn(
                Limits.positive("rope_scaling.factor", factor),
                original,
                settings.number("beta_fast").orElse(32.0),
                settings.number("beta_slow").orElse(1.0),
                magnitude,
                settings.truth("truncate").orElse(true)
                        ? RopeScaling.RampEnds.WHOLE
                        : RopeScaling.RampEnds.EXACT);
    }

    private int dynamicReach(JsonObject settings) {
        return settings.size("original_max_position_embeddings").orElseGet(this::context);
    }

    private static double yarnMagnitude(JsonObject settings, double factor) {
        double scale = settings.number("mscale").orElse(0.0);
        double scaleAll = settings.number("mscale_all_dim").orElse(0.0);
        return scale != 0 && scaleAll != 0
                ? magnitude(factor, scale) / magnitude(factor, scaleAll)
                : magnitude(factor, 1);
    }

    private static double magnitude(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }

    private RopeScaling longRope(JsonObject settings) {
        int original =
                json.size("original_max_position_embeddings")
                        .or(() -> settings.size("original_max_position_embeddings"))
                        .orElseGet(this::context);
        double factor =
                settings.number("factor").orElse((double) context() / Math.max(1, original));
        double magnitude = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
        return new RopeScaling.LongRope(
                numbers(settings, "short_factor"),
                numbers(settings, "long_factor"),
                original,
                settings.number("attention_factor").orElse(magnitude));
    }

    private static List<Double> numbers(JsonObject settings, String name) {
        List<Double> result = new ArrayList<>();
        for (Object value : settings.list(name).orElseThrow(() -> settings.missing(name))) {
            if (!(value instanceof Number number)) {
                throw FormatException.corrupt(
                        "config.json: %s holds %s, not a number.".formatted(name, value));
            }
            result.add(number.doubleValue());
        }
        return result;
    }

    private int context() {
        return json.size("max_position_embeddings")
                .orElseThrow(() -> json.missing("max_position_embeddings"));
    }

    private static double positive(JsonObject settings, String name) {
        return Limits.positive(
                "rope_scaling." + name,
                settings.number(name).orElseThrow(() -> settings.missing(name)));
    }
}
