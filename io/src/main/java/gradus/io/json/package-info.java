/// JSON: strict text, and records to and from trees of it.
package gradus.io.json;
