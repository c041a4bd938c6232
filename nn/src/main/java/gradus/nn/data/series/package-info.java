/// Values over time as samples: windows of series, and sequences of different lengths.
package gradus.nn.data.series;
