package dev.plumbline.releases;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gathers what this build and its configuration consist of. */
final class Parts {
    @Produces
    @Singleton
    Release release(
            @Any Instance<ReleasePart> parts,
            @ConfigProperty(name = "quarkus.smallrye-openapi.info-version") String version) {
        Map<String, String> all = new HashMap<>();
        all.put("plumbline", version);
        parts.forEach(part -> all.put(part.name(), part.version()));
        return new Release(all);
    }
}
