"""What passages may answer: found, weighed, judged, and the middle between an answer and a refusal."""
