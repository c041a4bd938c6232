/// The backend `onednn`: products and convolutions by a native library, found at run time and never installed unasked.
package gradus.onednn;
