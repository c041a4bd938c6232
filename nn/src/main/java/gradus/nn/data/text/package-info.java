/// Text as samples: vocabularies, byte pairs, and windows, lines or whole texts of tokens.
package gradus.nn.data.text;
