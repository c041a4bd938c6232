/// Plots of activations, trainings, models and their insides, made from the library's own values.
package gradus.explain.plot;
