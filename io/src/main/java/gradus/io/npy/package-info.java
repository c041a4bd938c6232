/// NumPy's files: one array (`.npy`) or several by name (`.npz`).
package gradus.io.npy;
