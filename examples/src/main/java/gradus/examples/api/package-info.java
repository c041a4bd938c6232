/// The snippets in the documentation of the public types. Each region is shown by the type it is called after.
package gradus.examples.api;
