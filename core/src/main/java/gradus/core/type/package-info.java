/// Values every other package speaks of: element types, shapes, host arrays, random keys and the errors of the system.
package gradus.core.type;
