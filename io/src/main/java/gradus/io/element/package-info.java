/// Elements of arrays as file formats store them, and how they become ours.
package gradus.io.element;
