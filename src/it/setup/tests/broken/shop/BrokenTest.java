package shop;

class BrokenTest extends DoesNotCompile {}
