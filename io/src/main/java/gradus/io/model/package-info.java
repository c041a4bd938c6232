/// The `.gradus` file: one zip of documents and weights behind a manifest, read whole or not at all.
package gradus.io.model;
