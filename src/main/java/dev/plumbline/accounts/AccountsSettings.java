package dev.plumbline.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** Who may call, and how much at once. */
@ConfigMapping(prefix = "plumbline")
public interface AccountsSettings {
    /** The address to bind; another than loopback needs a key first. */
    String host();

    /** Names besides loopback that the service goes by. */
    Optional<List<String>> hosts();

    /** The largest request that is taken, in bytes. */
    @WithName("documents.request-bytes-max")
    @WithDefault("2147483648")
    long requestBytesMax();
}
