/// The safetensors format: named tensors behind a JSON header, checked in full before memory is taken.
package gradus.io.safetensors;
