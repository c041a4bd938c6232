/// Charts as immutable values, and each as one text of scalable vector graphics.
package gradus.explain.chart;
