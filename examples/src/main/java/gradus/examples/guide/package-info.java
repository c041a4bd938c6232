/// The programs of the guide: what its chapters show stands here between marks, and what they print is tested.
package gradus.examples.guide;
