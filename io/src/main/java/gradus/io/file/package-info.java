/// Reading and writing of whole files: all or nothing, and every failure in prose.
package gradus.io.file;
