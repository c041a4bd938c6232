/// Images as samples: pixels kept as bytes, scaled and changed as they are read.
package gradus.nn.data.image;
