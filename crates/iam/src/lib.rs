//! The IAM policy language: read, print, evaluate, explain as data.
