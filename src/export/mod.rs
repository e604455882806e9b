//! Incidents as records: the wire format.
