/// Problems that need no descent: they are solved exactly.
package gradus.nn.exact;
