/// How time grows with sizes, measured on Gradus alone.
package gradus.bench.scaling;
