/// Trained language models in folders as the Hugging Face hub keeps them.
package gradus.io.pretrained;
