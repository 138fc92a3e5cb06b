/**
 * Where state lives: the home folder and its lock, the content-addressed blob store, the artifacts
 * derived from it, and the database.
 *
 * <pre>
 * HOME/lock                one service per home
 * HOME/plumbline.db        metadata (or PostgreSQL by configuration)
 * HOME/blobs/ab/abcd...    original bytes by SHA-256
 * HOME/artifacts/KIND/ab/  what was derived, by the hash of input and producer
 * HOME/index/TENANT/       index generations
 * HOME/tmp/                uploads on their way, children's temporary files
 * </pre>
 *
 * <p>It knows nothing of documents, principals or answers. Start reading at {@link
 * dev.plumbline.storage.Home}.
 */
@NullMarked
package dev.plumbline.storage;

import org.jspecify.annotations.NullMarked;
