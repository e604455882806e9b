//! PDF files: what programs print is read as it was printed, and what is no sound file ends soon and says why.

mod drawn;
mod file;
mod hostile;
mod printed;
