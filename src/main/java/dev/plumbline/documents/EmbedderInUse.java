package dev.plumbline.documents;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.GatewayException;
import dev.plumbline.storage.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Keeps all vectors of a home those of one embedder. Where configuration names another one than
 * before, every document that is searchable gets a task for new vectors, and is found by its words
 * until it has them.
 */
@Singleton
final class EmbedderInUse {
    private static final Logger LOG = Logger.getLogger(EmbedderInUse.class);

    private final Database database;
    private final Tasks tasks;
    private final String embedder;
    private volatile int dimension;

    @Inject
    EmbedderInUse(Database database, Tasks tasks, Embedder embedder) {
        this.database = database;
        this.tasks = tasks;
        this.embedder = embedder.identity();
    }

    /**
     * To be called before indexes follow their logs, which then publish no vectors of the former.
     */
    void settle() {
        database.run(
                entities -> {
                    VectorSpace space = entities.find(VectorSpace.class, VectorSpace.ONLY);
                    if (space == null) {
                        VectorSpace first = new VectorSpace();
                        first.id = VectorSpace.ONLY;
                        first.embedder = embedder;
                        entities.persist(first);
                    } else if (!space.embedder.equals(embedder)) {
                        int documents = embedAnew(entities);
                        LOG.infof(
                                "Embedder %s takes the place of %s: %d documents are embedded anew",
                                embedder, space.embedder, documents);
                        space.embedder = embedder;
                        space.dimension = 0;
                    }
                });
    }

    private int embedAnew(EntityManager entities) {
        entities.createQuery(
                        "update Revision set vectorsKey = null, vectorsSeq = null, vectorsAttempts = 0")
                .executeUpdate();
        entities.createQuery(
                        "update Revision set reasonCode = null, reason = null where outcome is null")
                .executeUpdate();
        List<Revision.Key> searchable =
                entities.createQuery(
                                "select r.key from Revision r where r.textSeq is not null and not exists (select 1 from Revision n where n.key.documentId = r.key.documentId and n.key.number > r.key.number and n.textSeq is not null)",
                                Revision.Key.class)
                        .getResultList();
        searchable.forEach(key -> tasks.embed(key.documentId(), key.number()));
        return searchable.size();
    }

    /**
     * Makes sure that vectors are as long as all others, before they are stored: an index could not
     * follow its log past others.
     */
    void require(List<float[]> vectors) {
        for (float[] vector : vectors) {
            if (vector.length != dimension) {
                dimension = database.write(entities -> agreed(entities, vector.length));
            }
        }
    }

    private int agreed(EntityManager entities, int length) {
        VectorSpace space =
                Objects.requireNonNull(entities.find(VectorSpace.class, VectorSpace.ONLY));
        if (space.dimension == 0) {
            space.dimension = length;
        }
        if (space.dimension != length) {
            throw new GatewayException(
                    GatewayException.Code.MODEL_FAILED,
                    "The embedder %s returned %d numbers where this home's vectors have %d; another model needs another name or address."
                            .formatted(embedder, length, space.dimension),
                    null);
        }
        return length;
    }
}
