/// What a network is, seen from outside: its layers, shapes, work, and what in it is hardly meant.
package gradus.nn.summary;
