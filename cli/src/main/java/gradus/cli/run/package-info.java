/// A training as it goes on: its folder, its news, its end, and what a screen shows of it.
package gradus.cli.run;
