/// Images from and to files.
package gradus.io.image;
