/// Text and tokenizers from files.
package gradus.io.text;
