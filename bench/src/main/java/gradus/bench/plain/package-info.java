/// The workloads done by plain Java loops.
package gradus.bench.plain;
