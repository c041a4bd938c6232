/// Random changes of samples as they are read, each a pure function of the sample and its key.
package gradus.nn.data.augment;
