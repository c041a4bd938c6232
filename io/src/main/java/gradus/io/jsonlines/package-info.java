/// Tables as JSON lines: an object per line.
package gradus.io.jsonlines;
