/// The workloads done by Gradus.
package gradus.bench.own;
