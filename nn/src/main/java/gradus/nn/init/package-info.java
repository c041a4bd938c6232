/// Where parameters start: initialisers by name, each a pure function of a key.
package gradus.nn.init;
