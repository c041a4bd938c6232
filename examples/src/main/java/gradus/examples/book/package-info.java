/// The programs of the book, one per chapter of `docs/book`.
package gradus.examples.book;
