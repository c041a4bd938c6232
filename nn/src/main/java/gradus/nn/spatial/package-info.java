/// Layers over places: convolutions, pools, padding and upsampling of sequences, images and volumes, channels last.
package gradus.nn.spatial;
