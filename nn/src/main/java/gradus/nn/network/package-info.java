/// Plans of whole networks by name: the data decide their outer sizes.
package gradus.nn.network;
