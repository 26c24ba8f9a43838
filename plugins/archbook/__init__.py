"""archbook: decision records and component maps become an architecture handbook."""

__all__ = ["__version__"]

__version__ = "0.1.0"
"""The version of the distribution, read by the build too."""
