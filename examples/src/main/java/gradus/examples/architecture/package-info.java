/// One short program per architecture, each trained on real data; `Results` runs them and prints what they reach.
package gradus.examples.architecture;
