/// Plans: the order in which a graph is computed and where in memory each value lies.
package gradus.core.plan;
